namespace OrleansML.Learning.Monitoring;

/// <summary>Whether a rule alarms for a segment, and how many windows speak for a change of that.</summary>
/// <param name="IsOpen">Whether it alarms.</param>
/// <param name="Run">Windows in a row, as far as they could be judged: bad ones while it does not alarm, good ones while it does.</param>
/// <param name="Opened">Start of the window since which it alarms.</param>
internal readonly record struct AlarmPhase(bool IsOpen, int Run, DateTimeOffset Opened)
{
    public AlarmPhase Next(DateTimeOffset start, bool isBad, MonitorRule rule)
    {
        if (isBad == IsOpen)
            return this with { Run = 0 };
        if (Run + 1 < (IsOpen ? rule.Until : rule.For))
            return this with { Run = Run + 1 };

        return IsOpen ? default : new AlarmPhase(IsOpen: true, 0, start);
    }
}
