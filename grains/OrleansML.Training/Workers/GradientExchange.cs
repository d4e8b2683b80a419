using System.Diagnostics;
using System.Runtime.InteropServices;
using OrleansML.Training.Runs;

namespace OrleansML.Training.Workers;

/// <summary>
/// Adds up what the members of one generation have computed, each round the same way whoever computed it: member <c>j</c> owns slice <c>j</c> of the
/// vector, takes that slice of every node of the <see cref="GradientTree"/> from all others, combines them in the tree's order, and sends the total of
/// it to all (a direct reduce-scatter and all-gather, two hops). One thread computes; any thread may bring parts.
/// </summary>
public sealed class GradientExchange
{
    /// <summary>Bytes of a part at most.</summary>
    public const int ChunkBytes = 1_000_000;

    // Members that keep pace come within less than it takes to wake a sleeping thread.
    private static readonly TimeSpan SpinTime = TimeSpan.FromMicroseconds(200);

    private readonly object _gate = new();
    private readonly Dictionary<long, ExchangeRound> _rounds = [];

    // Vectors of a network are large objects, which are dear to allocate anew for each step.
    private readonly Stack<ExchangeRound> _spare = new();
    private readonly List<byte[]>[] _outgoing = [[], []];
    private readonly GradientTree _tree;
    private readonly IReadOnlyList<ShardRange> _ranges;
    private readonly int _self;
    private readonly int[] _slices;
    private readonly Action<int, ExchangePart> _send;
    private int _posted;
    private long _done;

    /// <summary>Creates the exchange of one member.</summary>
    /// <param name="ranges">The shards of each member, in order and without gaps.</param>
    /// <param name="self">This member.</param>
    /// <param name="length">Length of the vector.</param>
    /// <param name="round">The first round.</param>
    /// <param name="send">Sends a part to a member; comes back at once, and sees to it that the part arrives. Two rounds later its data is overwritten.</param>
    public GradientExchange(IReadOnlyList<ShardRange> ranges, int self, int length, long round, Action<int, ExchangePart> send)
    {
        ArgumentNullException.ThrowIfNull(ranges);
        _ranges = ranges;
        _self = self;
        _send = send;
        _done = round - 1;
        _tree = new GradientTree(ranges[^1].First + ranges[^1].Count);
        _slices = [.. Enumerable.Range(0, ranges.Count + 1).Select(member => (int)((long)length * member / ranges.Count))];
        Nodes = _tree.Cover(ranges[self].First, ranges[self].Count);
    }

    /// <summary>The sums that this member hands in.</summary>
    public IReadOnlyList<(int First, int Count)> Nodes { get; }

    /// <summary>Bytes that were sent.</summary>
    public long SentBytes { get; private set; }

    internal static int ChunksOf(int count) => Math.Max(1, (int)(((long)count * sizeof(float) + ChunkBytes - 1) / ChunkBytes));

    /// <summary>Takes in a part; parts of rounds that are over are dropped.</summary>
    /// <returns>False when it is of a round that lies further ahead than any member can be.</returns>
    /// <exception cref="ArgumentException">The part does not belong to this exchange.</exception>
    public bool Take(ExchangePart part)
    {
        ArgumentNullException.ThrowIfNull(part);
        lock (_gate)
        {
            if (part.Round <= _done)
                return true;

            // Whoever is a round ahead waits for this member there.
            if (part.Round > _done + 2)
                return false;

            RoundOf(part.Round).Take(part);
            Monitor.PulseAll(_gate);
        }

        return true;
    }

    /// <summary>Hands in this member's sums of a round and waits for the total.</summary>
    /// <param name="round">The round, one after the one before.</param>
    /// <param name="nodes">A vector for each of <see cref="Nodes"/>; used for intermediate sums.</param>
    /// <param name="own">What this member has read.</param>
    /// <param name="sum">Receives the total.</param>
    /// <param name="halt">Gives up.</param>
    /// <returns>What all members have read.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="halt"/> was cancelled; nothing is known of the round then.</exception>
    public RowTally Reduce(long round, IReadOnlyList<float[]> nodes, RowTally own, Span<float> sum, CancellationToken halt)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        ExchangeRound arriving;
        lock (_gate)
            arriving = RoundOf(round);
        _posted = 0;
        for (var step = 1; step < _ranges.Count; step++)
        {
            // Everybody begins with another, so that no member gets all at once.
            var member = (_self + step) % _ranges.Count;
            for (var node = 0; node < Nodes.Count; node++)
                Send(member, round, Nodes[node], nodes[node].AsSpan(_slices[member].._slices[member + 1]), own);
        }

        Await(arriving, static round => round.HasNodes, halt);
        var slice = Combine(arriving, nodes);
        for (var step = 1; step < _ranges.Count; step++)
            Send((_self + step) % _ranges.Count, round, (ExchangePart.Total, _tree.Shards), slice.Span, own);
        slice.Span.CopyTo(arriving.Sum.AsSpan(_slices[_self]));
        Await(arriving, static round => round.HasTotals, halt);
        arriving.Sum.CopyTo(sum);
        var tally = own;
        for (var member = 0; member < _ranges.Count; member++)
        {
            if (member != _self)
                tally += arriving.Tallies[member];
        }

        End(round);
        return tally;
    }

    /// <summary>Hands in some numbers for each of this member's shards, and waits for those of all shards.</summary>
    /// <param name="round">The round, one after the one before.</param>
    /// <param name="own">As many numbers for each shard of this member.</param>
    /// <param name="halt">Gives up.</param>
    /// <returns>The numbers of all shards in their order.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="halt"/> was cancelled.</exception>
    public double[] Gather(long round, double[] own, CancellationToken halt)
    {
        ArgumentNullException.ThrowIfNull(own);
        ExchangeRound arriving;
        lock (_gate)
            arriving = RoundOf(round);
        var bytes = MemoryMarshal.AsBytes<double>(own).ToArray();
        for (var step = 1; step < _ranges.Count; step++)
        {
            var range = _ranges[_self];
            Post((_self + step) % _ranges.Count, new ExchangePart(round, _self, range.First, range.Count, ExchangePart.Whole, bytes, default));
        }

        Await(arriving, static round => round.HasWholes, halt);
        double[] all =
        [
            .. Enumerable.Range(0, _ranges.Count).SelectMany(member =>
                member == _self ? own : MemoryMarshal.Cast<byte, double>(arriving.WholeOf(member)).ToArray()),
        ];
        End(round);
        return all;
    }

    private Memory<float> Combine(ExchangeRound arriving, IReadOnlyList<float[]> nodes)
    {
        var range = _slices[_self].._slices[_self + 1];
        var names = new List<(int First, int Count)>(Nodes);
        var vectors = nodes.Select(node => node.AsMemory(range)).ToList();
        foreach (var (node, values) in arriving.NodeValues)
        {
            names.Add(node);
            vectors.Add(values);
        }

        return _tree.Combine(names, vectors);
    }

    private void Send(int member, long round, (int First, int Count) node, ReadOnlySpan<float> values, RowTally tally)
    {
        var bytes = MemoryMarshal.AsBytes(values);
        for (var chunk = 0; chunk < ChunksOf(values.Length); chunk++)
        {
            var offset = chunk * ChunkBytes;
            var data = Outgoing(round, Math.Min(ChunkBytes, bytes.Length - offset));
            bytes.Slice(offset, data.Length).CopyTo(data);
            Post(member, new ExchangePart(round, _self, node.First, node.Count, offset, data, tally));
        }
    }

    // Each round sends the same parts in the same order. Who hands in a round has all parts of the round before, so that with the end of this member's
    // last round nobody needs what it sent in the round before that, even if it were to arrive once more.
    private byte[] Outgoing(long round, int length)
    {
        var parts = _outgoing[round & 1];
        if (_posted == parts.Count)
            parts.Add(GC.AllocateUninitializedArray<byte>(length));
        return parts[_posted++];
    }

    private void Post(int member, ExchangePart part)
    {
        SentBytes += part.Data.Length;
        _send(member, part);
    }

    private ExchangeRound RoundOf(long round)
    {
        if (_rounds.TryGetValue(round, out var known))
            return known;

        if (!_spare.TryPop(out known))
        {
            var expected = Enumerable.Range(0, _ranges.Count).Where(member => member != _self)
                .SelectMany(member => _tree.Cover(_ranges[member].First, _ranges[member].Count));
            known = new ExchangeRound(expected, _slices, _self);
        }

        _rounds[round] = known;
        return known;
    }

    private void Await(ExchangeRound arriving, Func<ExchangeRound, bool> condition, CancellationToken halt)
    {
        if (Spin(arriving, condition))
            return;

        using var halting = halt.Register(Wake);
        lock (_gate)
        {
            while (!condition(arriving))
            {
                halt.ThrowIfCancellationRequested();
                Monitor.Wait(_gate);
            }
        }
    }

    // In between, whoever needs the core has it.
    private static bool Spin(ExchangeRound arriving, Func<ExchangeRound, bool> condition)
    {
        var started = Stopwatch.GetTimestamp();
        var spinner = default(SpinWait);
        while (!condition(arriving))
        {
            if (Stopwatch.GetElapsedTime(started) > SpinTime)
                return false;

            spinner.SpinOnce(sleep1Threshold: -1);
        }

        return true;
    }

    private void Wake()
    {
        lock (_gate)
            Monitor.PulseAll(_gate);
    }

    private void End(long round)
    {
        lock (_gate)
        {
            if (_rounds.Remove(round, out var over))
            {
                over.Clear();
                _spare.Push(over);
            }

            _done = round;
        }
    }
}
