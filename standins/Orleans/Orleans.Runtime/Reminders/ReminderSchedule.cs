namespace Orleans.Runtime.Reminders;

/// <summary>The times at which a reminder is due.</summary>
internal sealed class ReminderSchedule
{
    /// <summary>A tick that is this late where a reminder has just been registered is the first one.</summary>
    private static readonly TimeSpan RegistrationTime = TimeSpan.FromMilliseconds(50);
    private readonly ReminderEntry _entry;

    /// <summary>Initializes the schedule.</summary>
    /// <param name="entry">The reminder.</param>
    /// <param name="now">The time.</param>
    /// <param name="unattended">For how long nobody may have delivered ticks; the last one that was due meanwhile is delivered now.</param>
    public ReminderSchedule(ReminderEntry entry, DateTime now, TimeSpan unattended)
    {
        _entry = entry;
        var last = GetLastDue(now);
        var tolerance = unattended > RegistrationTime ? unattended : last == entry.StartAt ? RegistrationTime : TimeSpan.Zero;
        NextTick = last is { } due && now - due < tolerance ? due : GetNextDue(now);
    }

    /// <summary>Gets the next tick.</summary>
    public DateTime NextTick { get; private set; }

    /// <summary>Goes on to the first tick after a time; those between are left out.</summary>
    public void Advance(DateTime now) => NextTick = GetNextDue(now > NextTick ? now : NextTick);

    private DateTime? GetLastDue(DateTime now) => now < _entry.StartAt ? null : _entry.StartAt + (_entry.Period * ((now - _entry.StartAt).Ticks / _entry.Period.Ticks));

    private DateTime GetNextDue(DateTime now) => GetLastDue(now) is { } last ? last + _entry.Period : _entry.StartAt;
}
