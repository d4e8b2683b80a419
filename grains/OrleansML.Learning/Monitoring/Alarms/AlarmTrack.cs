namespace OrleansML.Learning.Monitoring;

/// <summary>The last verdicts of a rule on a segment, so that one that late labels correct can be judged again with those that came after. Immutable.</summary>
internal sealed record AlarmTrack
{
    /// <summary>Windows that are remembered, counted from the last one judged; what is older stays as it was.</summary>
    public const int Remembered = 64;

    /// <summary>Start of the last window that could be judged.</summary>
    public DateTimeOffset Last { get; init; }

    /// <summary>Which windows could be judged: bit 0 is the last, bit 1 the one before.</summary>
    public ulong Said { get; init; }

    /// <summary>Which of them were bad.</summary>
    public ulong Bad { get; init; }

    /// <summary>What was before the windows that are remembered.</summary>
    public AlarmPhase Before { get; init; }

    /// <summary>What is now.</summary>
    public AlarmPhase Now { get; init; }

    /// <summary>Whether nothing is lost by forgetting it but that corrections are judged alone.</summary>
    public bool IsQuiet => Bad == 0 && !Now.IsOpen && !Before.IsOpen;

    /// <summary>Adds or corrects a verdict; null where the window is older than what is remembered.</summary>
    public AlarmTrack? With(DateTimeOffset start, bool isBad, TimeSpan step, MonitorRule rule)
    {
        if (Said == 0 && start > Last)
            return this with { Last = start, Said = 1, Bad = isBad ? 1UL : 0, Before = Now, Now = Now.Next(start, isBad, rule) };
        if (start > Last)
            return Append(start, isBad, step, rule);

        var distance = (Last - start) / step;
        if (distance >= Remembered || Said == 0)
            return null;

        var bit = 1UL << (int)distance;
        var corrected = this with { Said = Said | bit, Bad = isBad ? Bad | bit : Bad & ~bit };
        return corrected == this ? this : corrected with { Now = corrected.Replay(Before, 0, step, rule) };
    }

    /// <summary>Forgets single windows and keeps what is: the windows before were of another length.</summary>
    public AlarmTrack Restart() => new() { Last = Last, Before = Now, Now = Now };

    private AlarmTrack Append(DateTimeOffset start, bool isBad, TimeSpan step, MonitorRule rule)
    {
        var shift = (long)((start - Last) / step);
        var isFar = shift >= Remembered;
        return new AlarmTrack
        {
            Last = start,
            Said = (isFar ? 0 : Said << (int)shift) | 1,
            Bad = (isFar ? 0 : Bad << (int)shift) | (isBad ? 1UL : 0),
            Before = Replay(Before, isFar ? 0 : Remembered - (int)shift, step, rule),
            Now = Now.Next(start, isBad, rule),
        };
    }

    // From the oldest down to a bit.
    private AlarmPhase Replay(AlarmPhase phase, int until, TimeSpan step, MonitorRule rule)
    {
        for (var index = Remembered - 1; index >= until; index--)
        {
            if ((Said >> index & 1) != 0)
                phase = phase.Next(Last - (index * step), (Bad >> index & 1) != 0, rule);
        }

        return phase;
    }
}
