namespace OrleansML.Conformance.Serialization;

/// <summary>Messages arrive as they were sent, in both directions, on both paths.</summary>
[Collection(SiloTests.Name)]
public sealed class EchoTests(SiloFixture fixture)
{
    [Theory]
    [InlineData(Caller.Silo)]
    [InlineData(Caller.Client)]
    public async Task Echo_MessageOfMessages_IsEqual(Caller caller)
    {
        var sent = new Everything
        {
            Customer = new Customer { Name = "Ada", Age = null, Tags = ["a", "b"] }.Visit(),
            Shape = new Polygon { Name = "p", Corners = [new Point { X = 1, Y = 2 }, new Point { X = 3, Y = 4 }] },
            Anything = new Page<int> { Items = [1, 2, 3] },
            Scores = { ["first"] = new("fraud", 0.25, Verdict.Approve) },
            Numbers = [5, 6],
            Failure = (7, "too short"),
            Tensor = new Tensor("FP32", [2, 1], new byte[] { 1, 2, 3, 4, 5, 6, 7, 8 }),
            At = new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.FromHours(2)),
        };

        var received = await Grain(caller).EchoEverything(sent);

        Assert.Equal(("Ada", null, 1), (received.Customer!.Name, received.Customer.Age, received.Customer.Visits));
        Assert.Equal(["a", "b"], received.Customer.Tags);
        Assert.Equal(new Point { X = 3, Y = 4 }, Assert.IsType<Polygon>(received.Shape).Corners[1]);
        Assert.Equal([1, 2, 3], Assert.IsType<Page<int>>(received.Anything).Items);
        Assert.Equal(sent.Scores, received.Scores);
        Assert.Equal([5, 6], received.Numbers.ToArray());
        Assert.Equal((sent.Failure, sent.At), (received.Failure, received.At));
        Assert.Equal([2, 1], received.Tensor!.Shape);
        Assert.Equal(sent.Tensor.Data.ToArray(), received.Tensor.Data.ToArray());
    }

    [Theory]
    [InlineData(Caller.Silo)]
    [InlineData(Caller.Client)]
    public async Task Echo_EmptyMessage_KeepsItsNulls(Caller caller)
    {
        var received = await Grain(caller).EchoEverything(new Everything());

        Assert.Null(received.Customer);
        Assert.Null(received.Anything);
        Assert.Empty(received.Scores);
        Assert.Equal(default, received.Failure);
    }

    [Theory]
    [InlineData(Caller.Silo)]
    [InlineData(Caller.Client)]
    public async Task Echo_Object_KeepsTheTypeThatWasSent(Caller caller)
    {
        Assert.Equal(new Score("m", 1, Verdict.Approve), await Grain(caller).EchoObject(new Score("m", 1, Verdict.Approve)));
        Assert.Equal(5L, await Grain(caller).EchoObject(5L));
        Assert.Null(await Grain(caller).EchoObject(null));
    }

    [Theory]
    [InlineData(Caller.Silo)]
    [InlineData(Caller.Client)]
    public async Task Call_TenArguments_AllArrive(Caller caller) => Assert.Equal(10, await Grain(caller).CountArguments(
        1, 2, 3, null, true, Guid.Empty, new byte[7], [1, 2, 3, 4, 5, 6, 7, 8], Verdict.Refuse, null));

    [Theory]
    [InlineData(Caller.Silo)]
    [InlineData(Caller.Client)]
    public async Task Call_ValueTask_ReturnsTheResult(Caller caller) =>
        Assert.Equal((4, "four"), await Grain(caller).EchoPair(4, "four"));

    [Theory]
    [InlineData(Caller.Silo)]
    [InlineData(Caller.Client)]
    public async Task Call_OverloadedMethods_ReachesTheRightOne(Caller caller)
    {
        Assert.Equal("number 1", await Grain(caller).Overloaded(1));
        Assert.Equal("text 1", await Grain(caller).Overloaded("1"));
    }

    [Theory]
    [InlineData(Caller.Silo)]
    [InlineData(Caller.Client)]
    public async Task Call_GenericGrain_KeepsOneStatePerTypeArgument(Caller caller)
    {
        var key = $"generic-{caller}";
        var ofText = fixture.From(caller).GetGrain<IGenericGrain<string>>(key);
        var ofScores = fixture.From(caller).GetGrain<IGenericGrain<Score>>(key);
        await ofText.Set("text");
        await ofScores.Set(new("m", 2, Verdict.Refuse));

        Assert.Equal("text", await ofText.Get());
        Assert.Equal(new("m", 2, Verdict.Refuse), await ofScores.Get());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    [InlineData(4096)]
    public async Task Echo_Floats_ArriveBitForBit(int length)
    {
        var random = new Random(length);
        var sent = Enumerable.Range(0, length).Select(_ => BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue))).ToArray();

        var received = await Grain(Caller.Client).EchoFloats(sent);

        Assert.Equal(sent.Select(BitConverter.SingleToInt32Bits), received.Select(BitConverter.SingleToInt32Bits));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1 << 10)]
    [InlineData(1 << 16)]
    [InlineData(1 << 20)]
    [InlineData(10_000_019)]
    public async Task Echo_BytesOverTcp_AreEqual(int length)
    {
        var sent = new byte[length];
        new Random(length).NextBytes(sent);

        var received = await Wait.ForAsync(Grain(Caller.Client).EchoBytes(sent));

        Assert.True(sent.AsSpan().SequenceEqual(received));
    }

    [Fact]
    public async Task Echo_ManyLargeMessagesAtOnce_AreNotMixedUp()
    {
        var sent = Enumerable.Range(0, 32).Select(seed =>
        {
            var bytes = new byte[(1 << 18) + seed];
            new Random(seed).NextBytes(bytes);
            return bytes;
        }).ToArray();

        var received = await Wait.ForAsync(Task.WhenAll(sent.Select(bytes => Grain(Caller.Client).EchoBytes(bytes))));

        Assert.All(sent.Zip(received), pair => Assert.True(pair.First.AsSpan().SequenceEqual(pair.Second)));
    }

    private IEchoGrain Grain(Caller caller) => fixture.From(caller).GetGrain<IEchoGrain>(0);
}
