namespace Orleans.Concurrency;

/// <summary>A value that its owner promises not to change; it is shared, not copied, between grains of one silo.</summary>
[GenerateSerializer]
[Immutable]
public readonly struct Immutable<T>(T value)
{
    [Id(0)]
    public readonly T Value = value;
}
