using System.Globalization;

namespace Orleans;

/// <summary>How long a caller waits for the answer of this method.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ResponseTimeoutAttribute(string timeout) : Attribute
{
    /// <summary>The longest wait; the constructor reads it from the invariant text of a time span, such as <c>00:00:30</c>.</summary>
    public TimeSpan? Timeout { get; init; } = TimeSpan.Parse(timeout, CultureInfo.InvariantCulture);
}
