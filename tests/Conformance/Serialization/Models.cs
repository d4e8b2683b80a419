using System.Collections.Immutable;

namespace OrleansML.Conformance.Serialization;

[GenerateSerializer]
[Alias("conformance.person")]
public class Person
{
    [Id(0)]
    public string? Name { get; set; }

    [Id(1)]
    public int Age { get; set; } = 18;

    [Id(2)]
    public Person? Friend { get; set; }

    [field: NonSerialized]
    public string? NotSerialized { get; set; }
}

[GenerateSerializer]
public sealed class Employee : Person
{
    [Id(0)]
    public string? Company { get; set; }
}

[GenerateSerializer]
public abstract class Shape
{
    [Id(0)]
    public string Label { get; init; } = "";
}

[GenerateSerializer]
public sealed class Circle : Shape
{
    [Id(0)]
    public double Radius { get; init; }
}

[GenerateSerializer]
public sealed class Square : Shape
{
    [Id(0)]
    public double Side { get; init; }
}

[GenerateSerializer]
public sealed record Point(int X, int Y)
{
    [Id(0)]
    public string? Note { get; init; }
}

[GenerateSerializer]
public record Animal(string Name);

[GenerateSerializer]
public sealed record Dog(string Name, int Legs) : Animal(Name);

[GenerateSerializer]
public readonly record struct Range(double From, double To);

[GenerateSerializer]
public struct Mutable
{
    [Id(0)]
    public int[]? Values;

    [Id(1)]
    public string? Text { get; set; }
}

[GenerateSerializer]
public sealed class Guarded
{
    [Id(0)]
    private readonly int _secret;

    [Id(1)]
    private List<string> _items = [];

    public Guarded()
    {
    }

    public Guarded(int secret, params string[] items)
    {
        _secret = secret;
        _items.AddRange(items);
    }

    public int Secret => _secret;

    public IReadOnlyList<string> Items => _items;

    [Id(2)]
    public string? Inner { get; private set; }

    public void SetInner(string value) => Inner = value;

    public void Replace(params string[] items) => _items = [.. items];
}

[GenerateSerializer]
public sealed class WithoutDefaultConstructor(int number)
{
    [Id(0)]
    public int Number { get; } = number;
}

[GenerateSerializer]
public sealed class WithRequired
{
    [Id(0)]
    public required string Name { get; init; }
}

[GenerateSerializer]
public sealed class Box<T>
{
    [Id(0)]
    public T? Value { get; set; }

    [Id(1)]
    public List<T> Others { get; init; } = [];
}

[GenerateSerializer]
public enum Color : byte
{
    Red = 1,
    Blue = 200,
}

[GenerateSerializer]
[Immutable]
public sealed class Tensor
{
    [Id(0)]
    public byte[] Data { get; init; } = [];

    [Id(1)]
    public ImmutableArray<long> Shape { get; init; } = [];
}

[GenerateSerializer]
public sealed class Envelope
{
    [Id(0)]
    public byte[] Shared { get; init; } = [];

    [Id(1)]
    [Immutable]
    public byte[] Promised { get; init; } = [];

    [Id(2)]
    public Orleans.Concurrency.Immutable<byte[]> Wrapped { get; init; }
}

[GenerateSerializer]
public sealed class Node
{
    [Id(0)]
    public Node? Next { get; set; }

    [Id(1)]
    public List<Node> Children { get; set; } = [];
}

[GenerateSerializer]
[SuppressReferenceTracking]
public sealed class Untracked
{
    [Id(0)]
    public int Value { get; set; }
}

public sealed class Foreign(string text)
{
    public string Text { get; } = text;
}

[GenerateSerializer]
public struct ForeignSurrogate
{
    [Id(0)]
    public string Text;
}

[RegisterConverter]
public sealed class ForeignConverter : IConverter<Foreign, ForeignSurrogate>
{
    public Foreign ConvertFromSurrogate(in ForeignSurrogate surrogate) => new(surrogate.Text);

    public ForeignSurrogate ConvertToSurrogate(in Foreign value) => new() { Text = value.Text };
}

public sealed class Unknown
{
    public int Value { get; set; }
}

[GenerateSerializer]
public sealed class ModelFailure(string message, string model, Exception? inner = null) : Exception(message, inner)
{
    [Id(0)]
    public string Model { get; } = model;
}

public sealed class PlainFailure(string message) : Exception(message);
