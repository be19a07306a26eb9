"""Commands that make paper."""
