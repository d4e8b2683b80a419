namespace Orleans;

/// <summary>Writes instances of a class by value each time they occur: cheaper, but neither identity nor cycles survive.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SuppressReferenceTrackingAttribute : Attribute
{
}
