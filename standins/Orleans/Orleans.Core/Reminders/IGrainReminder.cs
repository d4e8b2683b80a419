namespace Orleans.Runtime;

/// <summary>A handle to a reminder.</summary>
public interface IGrainReminder
{
    /// <summary>The name of the reminder, unique within its grain.</summary>
    string ReminderName { get; }
}
