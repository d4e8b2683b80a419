using System.Text.Json;

namespace OrleansML.CliTests.Pipelines;

/// <summary>What a gateway answers about runs.</summary>
internal static class PipelineReplies
{
    public const string DoneSteps =
        """
        [{"step": "a", "kind": "training_set", "state": "Succeeded", "attempt": 1, "startedAt": "2026-03-28T00:00:00+00:00", "endedAt": "2026-03-28T00:01:30+00:00", "output": "/data/a", "after": []}]
        """;

    public const string Steps =
        """
        [{"step": "a", "kind": "training_set", "state": "Succeeded", "attempt": 1, "startedAt": "2026-03-28T00:00:00+00:00", "endedAt": "2026-03-28T00:01:30+00:00", "output": "/data/a", "after": []},
         {"step": "b", "kind": "train", "state": "Running", "attempt": 2, "startedAt": "2026-03-28T01:00:00+00:00", "after": ["a"]},
         {"step": "c", "kind": "score", "state": "WaitingToRetry", "attempt": 1, "startedAt": "2026-03-28T01:00:00+00:00", "retryAt": "2026-03-28T02:00:00+00:00", "reason": "No pool.", "after": ["a"]}]
        """;

    public static string Run(string state, string? steps = null, string? reason = null) =>
        $$"""
        {"run": "r", "key": "nightly/x", "trigger": "nightly", "intervalStart": "2026-03-27T00:00:00+00:00", "intervalEnd": "2026-03-28T00:00:00+00:00", "state": "{{state}}",
         "decidedAt": "2026-03-28T00:00:00+00:00", "reason": {{JsonSerializer.Serialize(reason)}}, "steps": {{steps ?? "null"}}}
        """;
}
