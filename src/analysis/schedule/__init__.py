"""Runs of editions: what is due, each run whole or not at all, and the history of all.

``planning`` decides what is due (pure); ``history`` is the store of runs; ``inputs`` keeps copies
of what runs read; ``folders`` publishes a report and removes old ones, ``retention`` says which;
``processes`` starts, bounds and ends the process of a run, which is ``worker``; ``causes`` says why
a run failed; ``signals`` lets a run be ended between steps, not within one; ``runner`` puts them
together and ``after`` follows it; ``service`` does so at the right times, and ``install`` has it
done by systemd, cron or a workflow.
"""
