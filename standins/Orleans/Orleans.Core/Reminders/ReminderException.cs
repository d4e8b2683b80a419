namespace Orleans.Runtime;

/// <summary>A reminder could not be registered or changed.</summary>
[GenerateSerializer]
public sealed class ReminderException(string message) : OrleansException(message)
{
}
