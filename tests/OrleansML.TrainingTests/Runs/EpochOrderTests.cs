using OrleansML.Training.Runs;

namespace OrleansML.TrainingTests.Runs;

/// <summary>Every row once per epoch, in an order that the seed and the epoch alone decide.</summary>
public class EpochOrderTests
{
    // The first outputs of the reference implementation of SplitMix64 with seed 0; each adds the golden ratio to its state.
    [Theory]
    [InlineData(0UL, 0xE220A8397B1DCDAFUL)]
    [InlineData(0x9E3779B97F4A7C15UL, 0x6E789E6AA1B965F4UL)]
    [InlineData(0x3C6EF372FE94F82AUL, 0x06C45D188009454FUL)]
    public void Mix_CountersOfTheReference_GivesItsOutputs(ulong counter, ulong expected) => Assert.Equal(expected, SplitMix.Mix(counter));

    [Fact]
    public void At_EveryCountUpTo300_IsAPermutationAndPlaceOfItsInverse()
    {
        for (var count = 1; count <= 300; count++)
        {
            var permutation = new RowPermutation(count, (ulong)count);
            var numbers = Enumerable.Range(0, count).Select(place => permutation.At(place)).ToList();

            Assert.Equal(Enumerable.Range(0, count).Select(number => (long)number), numbers.Order());
            Assert.Equal(Enumerable.Range(0, count).Select(place => (long)place), numbers.Select(permutation.PlaceOf));
        }
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(1, 100, 4)]
    [InlineData(10, 3, 4)]
    [InlineData(1_000, 64, 5)]
    [InlineData(16_384, 1_000, 3)]
    [InlineData(16_385, 1_024, 4)]
    [InlineData(50_000, 4_096, 7)]
    [InlineData(70_000, 65_536, 3)]
    public void RowsOf_AllShardsOfAnEpoch_HoldEachRowOnce(int rows, int batchRows, int shards)
    {
        var order = new EpochOrder(rows, batchRows, shards, seed: 3);
        for (var epoch = 0; epoch < 3; epoch++)
        {
            var read = new List<long>();
            var tally = default(RowTally);
            for (var step = 0L; step < order.StepsPerEpoch; step++)
            {
                for (var shard = 0; shard < shards; shard++)
                {
                    var part = order.RowsOf(epoch, step, shard);
                    read.AddRange(part);
                    tally += RowTally.Of(part);
                }

                Assert.Equal(Math.Min(rows, (step + 1) * batchRows), read.Count);
            }

            Assert.Equal(Enumerable.Range(0, rows).Select(row => (long)row), read.Order());
            Assert.Equal(RowTally.OfAll(rows), tally);
        }
    }

    [Fact]
    public void RowsOf_MoreOrFewerShards_DivideTheSameStep()
    {
        var whole = new EpochOrder(40_000, 3_000, 1, 9);
        var parts = new EpochOrder(40_000, 3_000, 7, 9);
        for (var step = 0L; step < whole.StepsPerEpoch; step++)
            Assert.Equal(whole.RowsOf(2, step, 0), Enumerable.Range(0, 7).SelectMany(shard => parts.RowsOf(2, step, shard)));
    }

    [Fact]
    public void RowsOf_LastStepWithFewerRowsThanShards_LeavesShardsEmpty()
    {
        // Ten rows in steps of eight leave two, of which shard s of four has those from 2s/4 to 2(s + 1)/4, rounded down.
        var order = new EpochOrder(10, 8, 4, 1);

        Assert.Equal(2, order.StepsPerEpoch);
        Assert.Equal([0, 1, 0, 1], Enumerable.Range(0, 4).Select(shard => order.RowsOf(0, 1, shard).Length));
        Assert.Equal(2, order.LargestShard);
    }

    [Fact]
    public void RowsOf_SeedAndEpoch_DecideTheOrder()
    {
        long[] Order(int seed, long epoch) => new EpochOrder(1_000, 1_000, 1, seed).RowsOf(epoch, 0, 0);

        Assert.Equal(Order(1, 0), Order(1, 0));
        Assert.NotEqual(Order(1, 0), Order(1, 1));
        Assert.NotEqual(Order(1, 0), Order(2, 0));
    }

    [Fact]
    public void RowsOf_Neighbours_ComeFromOneGroup()
    {
        var rows = new EpochOrder(100_000, 100_000, 1, 5).RowsOf(0, 0, 0);

        // 100,000 rows are 7 groups: the order goes from one to the next 6 times.
        var groups = rows.Select(row => row / EpochOrder.GroupRows).ToList();
        Assert.Equal(6, groups.Zip(groups.Skip(1)).Count(pair => pair.First != pair.Second));
    }

    // Each of 6 rows is first in a sixth of the epochs: 1,000 of 6,000, with a standard deviation of sqrt(6,000 * 1/6 * 5/6) = 29.
    [Fact]
    public void RowsOf_ManyEpochs_BeginWithEachRowAlikeOften()
    {
        var order = new EpochOrder(6, 6, 1, 1);
        var first = Enumerable.Range(0, 6_000).CountBy(epoch => order.RowsOf(epoch, 0, 0)[0]).ToList();

        Assert.Equal(6, first.Count);
        Assert.All(first, row => Assert.InRange(row.Value, 855, 1_145));
    }

    [Fact]
    public void RowsOf_OutOfRange_IsRefused()
    {
        var order = new EpochOrder(10, 4, 2, 1);

        Assert.Throws<ArgumentOutOfRangeException>(() => order.RowsOf(-1, 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => order.RowsOf(0, 3, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => order.RowsOf(0, 0, 2));
        Assert.Throws<ArgumentException>(() => order.RowsOf(0, 0, 0, new long[1]));
    }
}
