namespace OrleansML.Conformance.Serialization;

/// <summary>A message as an older program knows it.</summary>
[GenerateSerializer]
public sealed class OlderMessage
{
    [Id(0)]
    public string Name { get; set; } = "";

    [Id(1)]
    public int Count { get; set; }
}

/// <summary>The same message as a newer program knows it: one member gone, three added, before and after those that both know.</summary>
[GenerateSerializer]
public sealed class NewerMessage
{
    [Id(0)]
    public string Name { get; set; } = "";

    [Id(2)]
    public List<string> Labels { get; set; } = ["default"];

    [Id(3)]
    public Node? Graph { get; set; }

    [Id(4)]
    public double Weight { get; set; } = 0.5;
}
