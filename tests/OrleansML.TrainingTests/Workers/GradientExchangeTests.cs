using System.Numerics.Tensors;
using OrleansML.Training.Runs;
using OrleansML.Training.Workers;

namespace OrleansML.TrainingTests.Workers;

public sealed class GradientExchangeTests
{
    [Theory]
    [InlineData(1, 1, 10)]
    [InlineData(4, 2, 1_000)]
    [InlineData(4, 3, 1_001)]
    [InlineData(5, 5, 3)]
    [InlineData(7, 4, 600_001)]
    public async Task Reduce_AnyDivisionOfShards_GivesTheBitsOfOneMember(int shards, int members, int length)
    {
        var values = Values(shards, length, seed: 1);

        var sums = await RunAsync(shards, members, values, rounds: 5, static (_, deliver) => deliver());

        AssertEveryRound(values, sums);
    }

    [Fact]
    public async Task Reduce_PartsComeTwiceAndInAnyOrder_GivesTheSameBits()
    {
        var values = Values(shards: 6, length: 700_000, seed: 2);
        var random = new Random(3);

        var sums = await RunAsync(6, 3, values, rounds: 4, (pool, deliver) =>
        {
            int delay, again;
            lock (random)
                (delay, again) = (random.Next(5), random.Next(2));
            _ = Task.Run(async () =>
            {
                for (var time = 0; time <= again; time++)
                {
                    await Task.Delay(delay);
                    deliver();
                }
            });
        });

        AssertEveryRound(values, sums);
    }

    [Fact]
    public async Task Reduce_TwoMembersWithAWholeHalfEach_SendsWhatTheTheorySays()
    {
        const int length = 100_000;
        var sent = new long[2];

        await RunAsync(4, 2, Values(4, length, seed: 4), rounds: 1, static (_, deliver) => deliver(), sent);

        // 2 S (N - 1) / N with S = 4 bytes for each number and N = 2.
        Assert.Equal([4L * length, 4L * length], sent);
    }

    [Fact]
    public void Reduce_OthersDoNotCome_EndsWhenHalted()
    {
        using var halt = new CancellationTokenSource();
        var exchange = new GradientExchange(ShardRange.Divide(2, 2), 0, 8, round: 0, static (_, _) => { });
        halt.CancelAfter(50);

        Assert.Throws<OperationCanceledException>(() => exchange.Reduce(0, [new float[8]], default, new float[8], halt.Token));
    }

    [Fact]
    public void Take_PartsThatDoNotBelong_AreRefused()
    {
        var exchange = new GradientExchange(ShardRange.Divide(4, 2), 0, 8, round: 5, static (_, _) => { });

        Assert.True(exchange.Take(Part(round: 4, first: 2, count: 2, bytes: 16)));
        Assert.True(exchange.Take(Part(round: 6, first: 2, count: 2, bytes: 16)));
        Assert.False(exchange.Take(Part(round: 7, first: 2, count: 2, bytes: 16)));
        Assert.Throws<ArgumentException>(() => exchange.Take(Part(round: 5, first: 1, count: 1, bytes: 16)));
        Assert.Throws<ArgumentException>(() => exchange.Take(Part(round: 5, first: 2, count: 2, bytes: 12)));
        Assert.Throws<ArgumentException>(() => exchange.Take(Part(round: 5, first: 2, count: 2, bytes: 16) with { Sender = 0 }));
    }

    [Fact]
    public async Task Gather_EachMemberHasItsShards_AllGetAllInOrder()
    {
        var exchanges = new GradientExchange[3];
        var ranges = ShardRange.Divide(5, 3);
        for (var member = 0; member < 3; member++)
            exchanges[member] = new GradientExchange(ranges, member, 4, round: 9, (to, part) => exchanges[to].Take(part));

        var gathered = await Task.WhenAll(Enumerable.Range(0, 3).Select(member => Task.Run(() => exchanges[member].Gather(
            9, [.. Enumerable.Range(ranges[member].First, ranges[member].Count).SelectMany(static shard => new[] { shard + 0.25, -shard })], CancellationToken.None))));

        Assert.All(gathered, all => Assert.Equal([0.25, 0, 1.25, -1, 2.25, -2, 3.25, -3, 4.25, -4], all));
    }

    [Theory]
    [InlineData(5, 3, "0+2 2+2 4+1")]
    [InlineData(4, 4, "0+1 1+1 2+1 3+1")]
    [InlineData(7, 2, "0+4 4+3")]
    public void Divide_ShardsAmongMembers_IsEvenAndInOrder(int shards, int members, string expected) =>
        Assert.Equal(expected, string.Join(' ', ShardRange.Divide(shards, members).Select(static range => $"{range.First}+{range.Count}")));

    private static ExchangePart Part(long round, int first, int count, int bytes) => new(round, 1, first, count, 0, new byte[bytes], default);

    private static float[][] Values(int shards, int length, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, shards).Select(_ => Enumerable.Range(0, length).Select(_ => (float)((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-4, 5)))).ToArray())];
    }

    // Powers of two scale sums without rounding.
    private static float ScaleOf(int round) => 1 << round;

    private static void AssertEveryRound(float[][] values, float[][][] sums)
    {
        var expected = new float[values[0].Length];
        new GradientTree(values.Length).SumNode((0, values.Length), (shard, into) => values[shard].CopyTo(into), expected);
        for (var round = 0; round < sums[0].Length; round++)
        {
            Assert.All(sums, ofMember => Assert.True(expected.AsSpan().SequenceEqual(ofMember[round]), $"Round {round} differs."));
            TensorPrimitives.Multiply(expected, ScaleOf(1), expected);
        }
    }

    /// <summary>Runs members on threads of their own; the sums of each member and round. Each round has twice the values of the one before.</summary>
    private static async Task<float[][][]> RunAsync(
        int shards, int members, float[][] values, int rounds, Action<int, Action> carry, long[]? sent = null)
    {
        var exchanges = new GradientExchange[members];
        var ranges = ShardRange.Divide(shards, members);
        for (var member = 0; member < members; member++)
        {
            exchanges[member] = new GradientExchange(ranges, member, values[0].Length, round: 0, (to, part) => carry(to, () => Deliver(exchanges[to], part)));
        }

        var sums = await Task.WhenAll(Enumerable.Range(0, members).Select(member => Task.Run(() =>
        {
            var exchange = exchanges[member];
            var tree = new GradientTree(shards);
            var all = new List<float[]>();
            for (var round = 0; round < rounds; round++)
            {
                var sum = new float[values[0].Length];
                var scale = ScaleOf(round);
                var nodes = exchange.Nodes.Select(node =>
                {
                    var vector = new float[sum.Length];
                    tree.SumNode(node, (shard, into) => TensorPrimitives.Multiply(values[shard], scale, into), vector);
                    return vector;
                }).ToArray();
                var read = exchange.Reduce(round, nodes, new RowTally(member + 1, (ulong)member), sum, CancellationToken.None);
                Assert.Equal(new RowTally(members * (members + 1) / 2, (ulong)(members * (members - 1) / 2)), read);
                all.Add(sum);
            }

            if (sent is not null)
                sent[member] = exchange.SentBytes;
            return all.ToArray();
        })));
        return sums;
    }

    private static void Deliver(GradientExchange exchange, ExchangePart part)
    {
        while (!exchange.Take(part))
            Thread.Yield();
    }
}
