using System.Globalization;

namespace OrleansML.ProcessTests.Pipelines;

/// <summary>
/// A pipeline that is due every few seconds, by triggers of a minute each that follow one another, and whose steps leave behind who did them when: a call, a
/// line in a file that has what the call was answered, and a call with both.
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="MakesUpAll">Whether all that came due in an outage is made up and one due run may wait; otherwise only the latest is made up, and none waits.</param>
/// <param name="Triggers">How many triggers share a minute.</param>
/// <param name="Receiver">Where it calls.</param>
/// <param name="Lines">The file.</param>
internal sealed record WatchedPipeline(string Name, bool MakesUpAll, int Triggers, StepReceiver Receiver, string Lines)
{
    public const string Fetch = "fetch";
    public const string Append = "append";
    public const string Tell = "tell";

    private const int Minute = 60;
    private const string Retries = "retries: { most: 20, first: 1s, factor: 1, longest: 1s }";

    // The line has an id of its own, which is the output of whoever wrote it.
    private const string Script = "sleep 0.1; read id < /proc/sys/kernel/random/uuid; echo \\\"$1 $2 $id\\\" >> $0; echo $id";

    public string Definition => $$"""
        name: {{Name}}
        overlap: {{(MakesUpAll ? "buffer_one" : "skip")}}
        catch_up: {{(MakesUpAll ? "{ runs: all, most: 100, window: 1d }" : "{ runs: latest, window: 1d }")}}
        triggers:
        {{string.Concat(Enumerable.Range(0, Triggers).Select(index => string.Create(
            CultureInfo.InvariantCulture, $"  {TriggerName(index)}: {{ interval: 1m, anchor: 2026-01-01T00:00:{Offset(index):D2}Z }}\n")))}}
        steps:
          {{Fetch}}: { kind: http, url: "{{Receiver.Url}}/", body: "${run.key}", {{Retries}} }
          {{Append}}: { kind: process, after: [{{Fetch}}], command: shell, arguments: ["-c", "{{Script}}", "{{Lines}}", "${run.key}", "${steps.{{Fetch}}.output}"], {{Retries}} }
          {{Tell}}: { kind: http, after: [{{Append}}], url: "{{Receiver.Url}}/", body: "${run.key} ${steps.{{Fetch}}.output} ${steps.{{Append}}.output}", {{Retries}} }
        """;

    /// <summary>Every instant after one time and up to another, with its trigger and the key that its run must have.</summary>
    public IEnumerable<(string Trigger, DateTimeOffset At, string Key)> Due(DateTimeOffset after, DateTimeOffset until)
    {
        for (var second = after.ToUnixTimeSeconds() + 1; second <= until.ToUnixTimeSeconds(); second++)
        {
            if (second % Minute % (Minute / Triggers) != 0)
                continue;

            var (trigger, at) = (TriggerName((int)(second % Minute) / (Minute / Triggers)), DateTimeOffset.FromUnixTimeSeconds(second));
            yield return (trigger, at, string.Create(CultureInfo.InvariantCulture, $"{trigger}/{at:yyyy-MM-dd'T'HH:mm:ss'Z'}"));
        }
    }

    private static string TriggerName(int index) => string.Create(CultureInfo.InvariantCulture, $"t{index:D2}");

    private int Offset(int index) => index * Minute / Triggers;
}
