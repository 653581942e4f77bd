"""What a receiver of events must do: take what Retell sends, and reject everything else."""
