"""The staff: who they are, what their store lets them do, and what they did."""
