using System.Text.Json.Serialization;

namespace OrleansML.Grains.Monitoring;

/// <summary>Something that is told or done because of an incident.</summary>
/// <param name="Id">The same in every attempt, and of no other; 1 to 64 letters and digits.</param>
/// <param name="Kind">One of <see cref="DeedKinds"/>.</param>
/// <param name="Target">Whom or what; empty where there is only one.</param>
/// <param name="Notice">What happened.</param>
/// <param name="DueAt">When it is tried next.</param>
internal sealed record MonitorDeed(string Id, string Kind, string Target, MonitorNotice Notice, DateTimeOffset DueAt)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(6);
    private static readonly TimeSpan Life = TimeSpan.FromDays(3);

    public int Attempts { get; init; }

    /// <summary>When it was done, or given up; null: it is still to be done.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    public bool IsDone { get; init; }

    public string Outcome { get; init; } = "";

    [JsonIgnore]
    public bool IsPending => EndedAt is null;

    /// <summary>What it is after an attempt: one that failed is repeated after 5 s, each time after four times as long, at most 6 h, for 3 days.</summary>
    public MonitorDeed After(DeedResult result, DateTimeOffset now)
    {
        var next = this with { Attempts = Attempts + 1, Outcome = result.Outcome };
        if (result.IsDone)
            return next with { IsDone = true, EndedAt = now };
        if (result.IsFinal || now - Notice.At > Life)
            return next with { EndedAt = now };

        var wait = First * Math.Pow(4, Math.Min(Attempts, 10));
        return next with { DueAt = now + (wait < LongestWait ? wait : LongestWait) };
    }
}
