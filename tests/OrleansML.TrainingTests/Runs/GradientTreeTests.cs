using OrleansML.Training.Runs;

namespace OrleansML.TrainingTests.Runs;

/// <summary>The same bits whoever adds which shards.</summary>
public class GradientTreeTests
{
    private const int Length = 37;

    // By hand: 5 is split into 4 and 1, 6 into 4 and 2, 7 into 4 and 3, 3 into 2 and 1.
    [Theory]
    [InlineData(1, 0, 1, "0+1")]
    [InlineData(5, 0, 5, "0+5")]
    [InlineData(5, 0, 4, "0+4")]
    [InlineData(5, 1, 4, "1+1 2+2 4+1")]
    [InlineData(5, 3, 2, "3+1 4+1")]
    [InlineData(7, 4, 3, "4+3")]
    [InlineData(7, 2, 5, "2+2 4+3")]
    [InlineData(8, 1, 6, "1+1 2+2 4+2 6+1")]
    [InlineData(8, 3, 0, "")]
    public void Cover_Range_GivesTheLargestNodes(int shards, int first, int count, string expected) =>
        Assert.Equal(expected, string.Join(" ", new GradientTree(shards).Cover(first, count).Select(node => $"{node.First}+{node.Count}")));

    // By hand: ((a + b) + (c + d)) + e in 32 bits, where a + b loses b, and c + d keeps d; from left to right, d would be lost too.
    [Fact]
    public void SumNode_FiveShards_AddsAsTheTreeSays()
    {
        float[] shards = [16_777_216, 1, -16_777_216, 4, 8];
        var sum = new float[1];

        new GradientTree(5).SumNode((0, 5), (shard, vector) => vector[0] = shards[shard], sum);

        Assert.Equal(16_777_216f + (-16_777_212f) + 8, sum[0]);
    }

    [Fact]
    public void Combine_AnyDivisionAmongWorkers_GivesTheBitsOfOneWorker()
    {
        var random = new Random(1);
        for (var shards = 1; shards <= 33; shards++)
        {
            var tree = new GradientTree(shards);
            var vectors = Enumerable.Range(0, shards).Select(_ => RunCase.Numbers(Length, _ => (random.NextSingle() - 0.5f) * MathF.Pow(10, random.Next(8)))).ToList();
            var alone = Sum(tree, (0, shards), vectors);
            for (var workers = 1; workers <= Math.Min(shards, 9); workers++)
            {
                var cuts = Enumerable.Range(1, shards - 1).OrderBy(_ => random.Next()).Take(workers - 1).Order().Prepend(0).Append(shards).ToList();
                var nodes = cuts.Zip(cuts.Skip(1), (from, until) => tree.Cover(from, until - from)).SelectMany(cover => cover)
                    .OrderBy(_ => random.Next()).ToList();

                var sum = tree.Combine(nodes, [.. nodes.Select(node => Sum(tree, node, vectors).AsMemory())]);

                Assert.Equal(alone.Select(BitConverter.SingleToInt32Bits), sum.ToArray().Select(BitConverter.SingleToInt32Bits));
            }
        }
    }

    [Fact]
    public void Combine_WrongNodes_AreRefused()
    {
        var tree = new GradientTree(4);
        Memory<float> vector = new float[1];

        Assert.Throws<ArgumentException>(() => tree.Combine([(0, 2)], [vector]));
        Assert.Throws<ArgumentException>(() => tree.Combine([(0, 2), (0, 2)], [vector, vector]));
        Assert.Throws<ArgumentException>(() => tree.Combine([(0, 1), (1, 2), (3, 1)], [vector, vector, vector]));
        Assert.Throws<ArgumentException>(() => tree.Combine([(0, 4)], []));
        Assert.Throws<ArgumentException>(() => tree.SumNode((1, 2), (_, _) => { }, vector.Span));
        Assert.Throws<ArgumentException>(() => GradientTree.Add(new float[2], new float[3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.Cover(3, 2));
    }

    private static float[] Sum(GradientTree tree, (int First, int Count) node, List<float[]> vectors)
    {
        var sum = new float[Length];
        tree.SumNode(node, (shard, vector) => vectors[shard].CopyTo(vector), sum);
        return sum;
    }
}
