namespace Orleans.Runtime;

/// <summary>A handle to a reminder.</summary>
public interface IGrainReminder
{
    string ReminderName { get; }
}
