using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Orleans.Runtime.Observability;

/// <summary>The number of activations by grain class: the instrument <c>orleans-grains</c> (tag <c>type</c>).</summary>
internal sealed class GrainCounts
{
    private readonly ConcurrentDictionary<string, Counter> _counters = new();

    /// <summary>Initializes the instrument.</summary>
    public GrainCounts(Meter meter) => meter.CreateObservableGauge(
        "orleans-grains",
        () => _counters.Select(pair => new Measurement<int>(pair.Value.Value, new KeyValuePair<string, object?>("type", pair.Key))));

    /// <summary>Gets the counter of a grain class.</summary>
    public Counter Get(string typeName) => _counters.GetOrAdd(typeName, static _ => new Counter());

    /// <summary>Counts the activations of one grain class.</summary>
    internal sealed class Counter
    {
        private int _value;

        /// <summary>Gets the number of activations.</summary>
        public int Value => Volatile.Read(ref _value);

        /// <summary>Counts an activation in.</summary>
        public void Increment() => Interlocked.Increment(ref _value);

        /// <summary>Counts an activation out.</summary>
        public void Decrement() => Interlocked.Decrement(ref _value);
    }
}
