"""The checks that suit any contract: functions of a run with the decorator `rule`."""
