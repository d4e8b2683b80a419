namespace OrleansML.Conformance.Serialization;

[GenerateSerializer]
public sealed class OrderV1
{
    [Id(0)]
    public string? Customer { get; set; }

    [Id(1)]
    public int Quantity { get; set; }
}

[GenerateSerializer]
public sealed class OrderV2
{
    [Id(0)]
    public string? Customer { get; set; }

    [Id(1)]
    public long Quantity { get; set; }

    [Id(2)]
    public string Currency { get; set; } = "EUR";

    [Id(3)]
    public List<string>? Tags { get; set; }

    [Id(4)]
    public Person? Contact { get; set; }

    [Id(7)]
    public float[]? Weights { get; set; }

    [Id(300)]
    public Range Window { get; set; }

    [Id(301)]
    public object? Extra { get; set; }
}

[GenerateSerializer]
public sealed class SharedV1
{
    [Id(1)]
    public Person? Second { get; set; }
}

[GenerateSerializer]
public sealed class SharedV2
{
    [Id(0)]
    public Person? First { get; set; }

    [Id(1)]
    public Person? Second { get; set; }
}
