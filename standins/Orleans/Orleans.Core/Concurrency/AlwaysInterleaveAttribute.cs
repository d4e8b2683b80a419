namespace Orleans.Concurrency;

/// <summary>Lets a method start while any other request of the grain is in progress.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlwaysInterleaveAttribute : Attribute
{
}
