using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;

namespace OrleansML.Training.Runs;

/// <summary>
/// The fixed way in which the contributions of shards are added: a binary tree over the shards, each node split at the largest power of two below
/// its number of shards. Floating-point addition is not associative, so that only a fixed tree gives the same bits whoever computed the shards.
/// Workers add up whole nodes on their own and exchange those. Immutable and safe for concurrent use.
/// </summary>
public sealed class GradientTree
{
    /// <summary>Creates the tree.</summary>
    /// <param name="shards">How many shards, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are none.</exception>
    public GradientTree(int shards)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shards, 1);
        Shards = shards;
    }

    /// <summary>How many shards there are.</summary>
    public int Shards { get; }

    /// <summary>Adds a vector to another, element by element.</summary>
    /// <param name="into">The first summand; receives the sum.</param>
    /// <param name="other">The second summand, of the same length.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Add(Span<float> into, ReadOnlySpan<float> other)
    {
        if (into.Length != other.Length)
            throw new ArgumentException($"Vectors of {into.Length} and {other.Length} elements cannot be added.", nameof(other));
        TensorPrimitives.Add(into, other, into);
    }

    /// <summary>The largest whole nodes that make up a range of shards, in the order of the shards: what a worker with that range adds up.</summary>
    /// <param name="first">The first shard.</param>
    /// <param name="count">How many; 0 gives no nodes.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range is not within the shards.</exception>
    public IReadOnlyList<(int First, int Count)> Cover(int first, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Shards - first);
        var nodes = new List<(int First, int Count)>();
        if (count > 0)
            AddCover(first, first + count, 0, Shards, nodes);
        return nodes;
    }

    /// <summary>Adds up the shards of a node.</summary>
    /// <param name="node">A node of the tree, as <see cref="Cover"/> gives it.</param>
    /// <param name="compute">Computes one shard; it is called once for each, in their order.</param>
    /// <param name="sum">Receives the sum.</param>
    /// <exception cref="ArgumentException">It is no node of this tree.</exception>
    public void SumNode((int First, int Count) node, ShardComputation compute, Span<float> sum)
    {
        ArgumentNullException.ThrowIfNull(compute);
        var cover = node.Count > 0 && node.First >= 0 && node.First <= Shards - node.Count ? Cover(node.First, node.Count) : [];
        if (cover.Count != 1)
            throw new ArgumentException($"The {node.Count} shards from {node.First} are no node of a tree over {Shards} shards.", nameof(node));

        SumNode(node.First, node.Count, compute, sum);
    }

    /// <summary>
    /// Adds up nodes that together hold each shard once, such as those of all workers. The vectors may be slices of whole contributions, as long
    /// as all are the same slice. They are used for intermediate sums: none but the result means anything afterwards.
    /// </summary>
    /// <param name="nodes">The nodes in any order.</param>
    /// <param name="vectors">Their sums, in the order of the nodes, all of one length.</param>
    /// <returns>The vector, one of those given, that now holds the sum of all shards.</returns>
    /// <exception cref="ArgumentException">
    /// A shard is missing or occurs more than once, a range is no node, or there is not one vector of the same length for each node.
    /// </exception>
    public Memory<float> Combine(IReadOnlyList<(int First, int Count)> nodes, IReadOnlyList<Memory<float>> vectors)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        ArgumentNullException.ThrowIfNull(vectors);
        if (nodes.Count != vectors.Count)
            throw new ArgumentException($"{vectors.Count} vectors were given for {nodes.Count} nodes.", nameof(vectors));
        if (nodes.Sum(node => (long)node.Count) != Shards)
            throw new ArgumentException($"The nodes hold {nodes.Sum(node => (long)node.Count)} shards; there are {Shards}.", nameof(nodes));

        var byNode = new Dictionary<(int First, int Count), Memory<float>>(nodes.Count);
        for (var index = 0; index < nodes.Count; index++)
        {
            if (!byNode.TryAdd(nodes[index], vectors[index]))
                throw new ArgumentException($"The node of {nodes[index].Count} shards from {nodes[index].First} is given more than once.", nameof(nodes));
        }

        return Combine(0, Shards, byNode);
    }

    private static int Split(int count) => (int)(BitOperations.RoundUpToPowerOf2((uint)count) / 2);

    private static void AddCover(int from, int until, int first, int count, List<(int First, int Count)> nodes)
    {
        if (from <= first && first + count <= until)
        {
            nodes.Add((first, count));
            return;
        }

        var left = Split(count);
        if (from < first + left)
            AddCover(from, until, first, left, nodes);
        if (until > first + left)
            AddCover(from, until, first + left, count - left, nodes);
    }

    private static void SumNode(int first, int count, ShardComputation compute, Span<float> sum)
    {
        if (count == 1)
        {
            compute(first, sum);
            return;
        }

        var left = Split(count);
        SumNode(first, left, compute, sum);
        var buffer = ArrayPool<float>.Shared.Rent(sum.Length);
        try
        {
            var right = buffer.AsSpan(0, sum.Length);
            SumNode(first + left, count - left, compute, right);
            Add(sum, right);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(buffer);
        }
    }

    private static Memory<float> Combine(int first, int count, Dictionary<(int First, int Count), Memory<float>> byNode)
    {
        if (byNode.TryGetValue((first, count), out var vector))
            return vector;
        if (count == 1)
            throw new ArgumentException($"Shard {first} is missing from the nodes, or within one that is none of the tree.", "nodes");

        var left = Split(count);
        var sum = Combine(first, left, byNode);
        Add(sum.Span, Combine(first + left, count - left, byNode).Span);
        return sum;
    }
}
