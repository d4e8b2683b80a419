namespace Orleans;

/// <summary>Reminders read from a table.</summary>
[GenerateSerializer]
public sealed class ReminderTableData
{
    /// <summary>Makes data without reminders.</summary>
    public ReminderTableData() => Reminders = [];

    /// <summary>Makes data of one reminder.</summary>
    public ReminderTableData(ReminderEntry entry) => Reminders = [entry];

    /// <summary>Makes data of several reminders.</summary>
    public ReminderTableData(IEnumerable<ReminderEntry> list) => Reminders = [.. list];

    /// <summary>The reminders.</summary>
    [Id(0)]
    public IList<ReminderEntry> Reminders { get; private set; }

    /// <inheritdoc/>
    public override string ToString() => $"[{Reminders.Count} reminders: {string.Join(", ", Reminders)}]";
}
