using System.Text.Json.Serialization;

namespace OrleansML.Learning.Pipelines;

/// <summary>One run in the sense of its data, however often it is tried.</summary>
/// <param name="Trigger">What asked for it: the name of a trigger, <c>hand</c> or <c>backfill</c>.</param>
/// <param name="Key">What tells it from every other run of the pipeline, such as <c>nightly/2026-03-29T01:00:00Z</c>; a key starts at most once.</param>
/// <param name="Start">Start of its data interval, inclusive.</param>
/// <param name="End">End of its data interval, exclusive; for a trigger by the clock, when it is due.</param>
internal sealed record LogicalRun(string Trigger, string Key, DateTimeOffset Start, DateTimeOffset End)
{
    public const string Hand = "hand";
    public const string Backfill = "backfill";

    [JsonIgnore]
    public bool IsBackfill => Trigger == Backfill;

    [JsonIgnore]
    public bool IsByHand => Trigger == Hand;

    public static LogicalRun At(string trigger, DateTimeOffset start, DateTimeOffset end) => new(trigger, $"{trigger}/{Instant.Text(end)}", start, end);
}
