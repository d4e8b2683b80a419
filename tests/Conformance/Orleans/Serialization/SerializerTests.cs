using System.Collections.Immutable;
using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace OrleansML.Conformance.Serialization;

/// <summary>Every kind of value comes back equal from bytes and from a copy.</summary>
public sealed class SerializerTests
{
    private static readonly IServiceProvider Services = new ServiceCollection().AddSerializer().BuildServiceProvider();

    private static readonly Serializer Serializer = Services.GetRequiredService<Serializer>();

    private static readonly DeepCopier Copier = Services.GetRequiredService<DeepCopier>();

    public static TheoryData<object?> Values => new(
        true, false, (byte)255, (sbyte)-128, 'ß', short.MinValue, ushort.MaxValue, int.MinValue, uint.MaxValue, long.MinValue, ulong.MaxValue,
        0.1f, float.NegativeInfinity, double.Epsilon, 0.1, (Half)1.5f, 79228162514264337593543950335m, -0.10m,
        "", "text", "ünïcode 漢字 🚀", new string('x', 100_000), null,
        new DateTime(2026, 7, 1, 12, 30, 45, DateTimeKind.Utc).AddTicks(7), new DateTimeOffset(2026, 7, 1, 12, 30, 45, TimeSpan.FromHours(5.5)),
        TimeSpan.FromTicks(-123456789), new DateOnly(2026, 2, 28), new TimeOnly(23, 59, 59, 999),
        new Guid("0f8fad5b-d9cb-469f-a165-70867728950e"), new Uri("https://example.org/path?q=1#f"), new Version(1, 2, 3, 4),
        IPAddress.Parse("2001:db8::1"), new IPEndPoint(IPAddress.Loopback, 8080),
        Verdict.Refuse, (Verdict)77, DayOfWeek.Friday,
        Array.Empty<byte>(), new byte[] { 0, 1, 255 }, new[] { 1.5f, float.NaN, -0f }, new[] { 0.1, double.MaxValue },
        new[] { int.MinValue, 0, int.MaxValue }, new[] { long.MinValue, long.MaxValue }, new[] { true, false, true },
        new string?[] { "a", null, "" }, new int[][] { [1], [], [2, 3] }, new[] { Verdict.Approve, Verdict.Unknown },
        new List<int> { 3, 1, 2 }, new List<string?> { "a", null }, new Queue<int>([1, 2, 3]), new Stack<int>([1, 2, 3]),
        new HashSet<string>(["b", "a"]), new Dictionary<string, int> { ["a"] = 1, ["b"] = 2 },
        new SortedDictionary<int, string> { [2] = "b", [1] = "a" }, new Dictionary<Guid, List<double>> { [Guid.Empty] = [1, 2] },
        ImmutableArray.Create(1, 2, 3), ImmutableList.Create("a", "b"), ImmutableHashSet.Create(5),
        ImmutableDictionary<string, int>.Empty.Add("a", 1),
        (1, "two"), (1, 2L, 3f, 4d, "5", '6', true), Tuple.Create(1, "two"), new KeyValuePair<string, int>("key", 7),
        (int?)5, new int?[] { 1, null },
        new Score("fraud", 0.97, Verdict.Refuse), new NumberedScore("fraud", 0.97), new Range(5, long.MaxValue), new Point { X = 1, Y = -2 },
        new Payment("p-1", 12.50m), new Event("e-1"));

    [Theory]
    [MemberData(nameof(Values))]
    public void Deserialize_OfSerialized_IsEqual(object? value) =>
        Assert.Equal(value, Serializer.Deserialize<object?>(Serializer.SerializeToArray(value)));

    [Theory]
    [MemberData(nameof(Values))]
    public void Copy_OfValue_IsEqual(object? value) => Assert.Equal(value, Copier.Copy(value));

    [Fact]
    public void Deserialize_Class_HasTheMembersWithIdsAndOnlyThose()
    {
        var customer = new Customer { Name = "Ada", Age = 36, Tags = ["vip"], Note = "set" }.Visit().Visit();

        foreach (var copy in new[] { RoundTrip(customer), Copy(customer) })
        {
            Assert.Equal(("Ada", 36, 2, "default"), (copy.Name, copy.Age, copy.Visits, copy.Note));
            Assert.Equal(["vip"], copy.Tags);
            Assert.NotSame(customer.Tags, copy.Tags);
        }
    }

    [Fact]
    public void Serialize_TypeWithAnAlias_WritesTheAliasInsteadOfTheName()
    {
        var text = Encoding.UTF8.GetString(Serializer.SerializeToArray<object>(new Customer()));

        Assert.Contains("conformance.customer", text);
        Assert.DoesNotContain(nameof(Customer), text);
    }

    [Fact]
    public void Deserialize_DerivedClassBehindItsBase_HasTheMembersOfBoth()
    {
        Shape[] shapes = [new Circle { Name = "c", Radius = 2 }, new Polygon { Name = "p", Corners = [new Point { X = 1, Y = 2 }] }];

        foreach (var copy in new[] { RoundTrip(shapes), Copy(shapes) })
        {
            var circle = Assert.IsType<Circle>(copy[0]);
            Assert.Equal(("c", 2.0), (circle.Name, circle.Radius));
            var polygon = Assert.IsType<Polygon>(copy[1]);
            Assert.Equal("p", polygon.Name);
            Assert.Equal([new Point { X = 1, Y = 2 }], polygon.Corners);
        }
    }

    [Fact]
    public void Deserialize_GenericClass_HasItsItems()
    {
        var ofRecords = RoundTrip(new Page<Score> { Items = [new("a", 1, Verdict.Approve)], Next = new("b", 2, Verdict.Refuse) });
        var ofNumbers = Copy(new Page<int> { Items = [1, 2], Next = 3 });

        Assert.Equal([new("a", 1, Verdict.Approve)], ofRecords.Items);
        Assert.Equal(new("b", 2, Verdict.Refuse), ofRecords.Next);
        Assert.Equal([1, 2], ofNumbers.Items);
        Assert.Equal(3, ofNumbers.Next);
    }

    [Fact]
    public void Deserialize_SharedAndCyclicReferences_KeepsTheirShape()
    {
        var shared = new Node { Name = "shared" };
        var root = new Node { Name = "root", Next = shared, Others = [shared, shared] };
        shared.Next = root;

        foreach (var copy in new[] { RoundTrip(root), Copy(root) })
        {
            Assert.NotSame(root, copy);
            Assert.Same(copy.Next, copy.Others[0]);
            Assert.Same(copy.Next, copy.Others[1]);
            Assert.Same(copy, copy.Next!.Next);
            Assert.Equal("shared", copy.Next.Name);
        }
    }

    [Fact]
    public void Deserialize_DictionaryWithAComparer_KeepsIt()
    {
        var headers = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = 1 };

        Assert.Equal(1, RoundTrip(headers)["content-type"]);
        Assert.Equal(1, Copy(headers)["content-type"]);
    }

    [Fact]
    public void Deserialize_Memory_HasItsBytes()
    {
        ReadOnlyMemory<byte> bytes = new byte[] { 1, 2, 3, 4 }.AsMemory(1, 2);

        Assert.Equal([2, 3], RoundTrip(bytes).ToArray());
        Assert.Equal([2, 3], Copy(bytes).ToArray());
    }

    [Fact]
    public void Deserialize_ForeignTypeWithAConverter_HasItsValue()
    {
        Assert.Equal(293.15, RoundTrip(new Temperature(293.15)).Kelvin);
        Assert.Equal(293.15, Copy(new Temperature(293.15)).Kelvin);
    }

    [Fact]
    public void Serialize_TypeWithoutASerializer_NamesIt()
    {
        var exception = Assert.Throws<CodecNotFoundException>(() => Serializer.SerializeToArray(new Unencodable()));

        Assert.Contains(nameof(Unencodable), exception.Message);
    }

    [Fact]
    public void Deserialize_MessageOfANewerProgram_SkipsUnknownAndDefaultsMissingMembers()
    {
        var newer = new NewerMessage { Name = "both", Labels = ["a", "b"], Graph = new Node { Name = "n", Others = [new Node()] }, Weight = 2 };

        var older = Serializer.Deserialize<OlderMessage>(Serializer.SerializeToArray(newer))!;

        Assert.Equal(("both", 0), (older.Name, older.Count));
    }

    [Fact]
    public void Deserialize_MessageOfAnOlderProgram_SkipsUnknownAndDefaultsMissingMembers()
    {
        var newer = Serializer.Deserialize<NewerMessage>(Serializer.SerializeToArray(new OlderMessage { Name = "both", Count = 5 }))!;

        Assert.Equal(("both", 0.5), (newer.Name, newer.Weight));
        Assert.Equal(["default"], newer.Labels);
        Assert.Null(newer.Graph);
    }

    [Fact]
    public void Serialize_OneMegabyteOfBytes_AddsAFewBytesOnly() =>
        Assert.InRange(Serializer.SerializeToArray(new byte[1 << 20]).Length, 1 << 20, (1 << 20) + 64);

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF })]
    [InlineData(new byte[] { 0x01 })]
    public void Deserialize_BytesThatAreNoMessage_Throws(byte[] bytes) =>
        Assert.ThrowsAny<Exception>(() => Serializer.Deserialize<Everything>(bytes));

    [Fact]
    public void Deserialize_TruncatedMessage_Throws()
    {
        var bytes = Serializer.SerializeToArray(new Customer { Name = "Ada", Tags = ["one", "two"] });

        Assert.ThrowsAny<Exception>(() => Serializer.Deserialize<Customer>(bytes.AsSpan(0, bytes.Length / 2).ToArray()));
    }

    private static T RoundTrip<T>(T value) => Serializer.Deserialize<T>(Serializer.SerializeToArray(value))!;

    private static T Copy<T>(T value) => Copier.Copy(value)!;
}
