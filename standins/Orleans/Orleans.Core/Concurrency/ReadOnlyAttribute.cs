namespace Orleans.Concurrency;

/// <summary>Lets a method that changes nothing run while other such methods are in progress.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReadOnlyAttribute : Attribute
{
}
