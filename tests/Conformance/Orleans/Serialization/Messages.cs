using System.Collections.Immutable;

namespace OrleansML.Conformance.Serialization;

[GenerateSerializer]
public enum Verdict : byte
{
    Unknown,
    Approve,
    Refuse = 200,
}

/// <summary>A class with settable members.</summary>
[GenerateSerializer]
[Alias("conformance.customer")]
public sealed class Customer
{
    [Id(0)]
    public string Name { get; set; } = "";

    [Id(1)]
    public int? Age { get; set; }

    [Id(2)]
    public List<string> Tags { get; set; } = [];

    [Id(3)]
    private int _visits;

    [NonSerialized]
    private string _note = "default";

    public string Note
    {
        get => _note;
        set => _note = value;
    }

    public int Visits => _visits;

    public Customer Visit()
    {
        _visits++;
        return this;
    }
}

/// <summary>A record with a primary constructor; its parameters are members without ids.</summary>
[GenerateSerializer]
public sealed record Score(string Model, double Value, Verdict Verdict);

/// <summary>A record whose members have ids.</summary>
[GenerateSerializer]
public sealed record NumberedScore([property: Id(0)] string Model, [property: Id(1)] double Value);

[GenerateSerializer]
public readonly record struct Range([property: Id(0)] long Start, [property: Id(1)] long End);

[GenerateSerializer]
public struct Point
{
    [Id(0)]
    public float X;

    [Id(1)]
    public float Y;
}

[GenerateSerializer]
public abstract class Shape
{
    [Id(0)]
    public string Name { get; init; } = "";
}

[GenerateSerializer]
public sealed class Circle : Shape
{
    [Id(0)]
    public double Radius { get; init; }
}

[GenerateSerializer]
public sealed class Polygon : Shape
{
    [Id(0)]
    public Point[] Corners { get; init; } = [];
}

[GenerateSerializer]
public record Event([property: Id(0)] string Id);

[GenerateSerializer]
public sealed record Payment(string Id, [property: Id(0)] decimal Amount) : Event(Id);

[GenerateSerializer]
public sealed class Page<TItem>
{
    [Id(0)]
    public required TItem[] Items { get; init; }

    [Id(1)]
    public TItem? Next { get; init; }
}

/// <summary>A node of a graph that may share nodes and have cycles.</summary>
[GenerateSerializer]
public sealed class Node
{
    [Id(0)]
    public string Name { get; set; } = "";

    [Id(1)]
    public Node? Next { get; set; }

    [Id(2)]
    public List<Node> Others { get; set; } = [];
}

/// <summary>The shape of the project's tensors: one block of bytes, a type and a shape.</summary>
[GenerateSerializer]
[Immutable]
public sealed record Tensor([property: Id(0)] string Type, [property: Id(1)] int[] Shape, [property: Id(2)] ReadOnlyMemory<byte> Data);

[GenerateSerializer]
public sealed record Everything
{
    [Id(0)]
    public Customer? Customer { get; init; }

    [Id(1)]
    public Shape? Shape { get; init; }

    [Id(2)]
    public object? Anything { get; init; }

    [Id(3)]
    public Dictionary<string, Score> Scores { get; init; } = [];

    [Id(4)]
    public ImmutableArray<int> Numbers { get; init; } = [];

    [Id(5)]
    public (int Row, string? Reason) Failure { get; init; }

    [Id(6)]
    public Tensor? Tensor { get; init; }

    [Id(7)]
    public DateTimeOffset At { get; init; }
}
