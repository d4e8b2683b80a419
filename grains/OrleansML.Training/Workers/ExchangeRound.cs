using OrleansML.Training.Runs;

namespace OrleansML.Training.Workers;

/// <summary>What has arrived for one round. One thread at a time brings parts; any thread may ask what is there.</summary>
internal sealed class ExchangeRound
{
    private readonly Dictionary<(int First, int Count), ExchangeSlice> _nodes = [];
    private readonly ExchangeSlice[] _totals;
    private readonly byte[]?[] _wholes;
    private int _missingNodes;
    private int _missingTotals;
    private int _missingWholes;

    /// <param name="expected">The nodes that others send, none of this member's own.</param>
    /// <param name="slices">Where each member's slice begins, and at last the length.</param>
    /// <param name="self">This member.</param>
    public ExchangeRound(IEnumerable<(int First, int Count)> expected, int[] slices, int self)
    {
        var own = slices[self + 1] - slices[self];
        foreach (var node in expected)
        {
            NodeValues[node] = new float[own];
            _nodes[node] = new ExchangeSlice(NodeValues[node], 0, own);
        }

        Sum = new float[slices[^1]];
        _totals = [.. Enumerable.Range(0, slices.Length - 1).Select(member => new ExchangeSlice(Sum, slices[member], slices[member + 1] - slices[member]))];
        _wholes = new byte[]?[_totals.Length];
        Tallies = new RowTally[_totals.Length];
        Self = self;
        Expect();
    }

    public int Self { get; }

    /// <summary>This member's slice of each node that others have computed.</summary>
    public Dictionary<(int First, int Count), float[]> NodeValues { get; } = [];

    /// <summary>The total over all shards.</summary>
    public float[] Sum { get; }

    public RowTally[] Tallies { get; }

    public bool HasNodes => Volatile.Read(ref _missingNodes) == 0;

    public bool HasTotals => Volatile.Read(ref _missingTotals) == 0;

    public bool HasWholes => Volatile.Read(ref _missingWholes) == 0;

    /// <summary>Forgets what arrived, so that another round can use the memory.</summary>
    public void Clear()
    {
        foreach (var slice in _nodes.Values.Concat(_totals))
            slice.Clear();
        Array.Clear(_wholes);
        Array.Clear(Tallies);
        Expect();
    }

    public byte[] WholeOf(int member) => _wholes[member]!;

    /// <exception cref="ArgumentException">The part does not belong here.</exception>
    public void Take(ExchangePart part)
    {
        if (part.Sender < 0 || part.Sender >= _totals.Length || part.Sender == Self)
            throw new ArgumentException($"A part comes from member {part.Sender}; there are {_totals.Length}, and this is {Self}.", nameof(part));

        if (part.Offset == ExchangePart.Whole)
        {
            var isFirst = _wholes[part.Sender] is null;
            _wholes[part.Sender] = part.Data;
            Count(ref _missingWholes, isFirst);
        }
        else if (part.FirstShard == ExchangePart.Total)
        {
            Count(ref _missingTotals, _totals[part.Sender].Take(part.Offset, part.Data));
        }
        else if (_nodes.TryGetValue((part.FirstShard, part.Shards), out var node))
        {
            Tallies[part.Sender] = part.Tally;
            Count(ref _missingNodes, node.Take(part.Offset, part.Data));
        }
        else
        {
            throw new ArgumentException($"A part of shards {part.FirstShard} to {part.FirstShard + part.Shards - 1} was not expected.", nameof(part));
        }
    }

    // Whoever reads the number sees what arrived before it changed.
    private static void Count(ref int missing, bool isThere)
    {
        if (isThere)
            Volatile.Write(ref missing, missing - 1);
    }

    private void Expect() => (_missingNodes, _missingTotals, _missingWholes) = (_nodes.Count, _totals.Length - 1, _totals.Length - 1);
}
