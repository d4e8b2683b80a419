using System.Diagnostics.Metrics;

namespace OrleansML.Inference;

/// <summary>The histograms of serving. Their buckets are the same on every silo and never change with the data, so histograms add up.</summary>
internal sealed class ServingInstruments(Meter meter)
{
    private static readonly double[] Times =
        [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

    private static readonly double[] Rows = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1_024, 4_096, 16_384, 65_536];

    public Histogram<double> Requests { get; } = Create<double>(
        meter, "orleansml.request.duration", "s", "Time from a request's arrival on the silo to its answer, features included.", Times);

    public Histogram<double> Queued { get; } = Create<double>(
        meter, "orleansml.queue.duration", "s", "Time that an answered request waited for a device.", Times);

    public Histogram<double> Computed { get; } = Create<double>(
        meter, "orleansml.compute.duration", "s", "Time that the computation of a batch took.", Times);

    public Histogram<double> FeaturesRead { get; } = Create<double>(
        meter, "orleansml.feature.duration", "s", "Time until the features of a request were read.", Times);

    public Histogram<double> BatchRows { get; } = Create<double>(
        meter, "orleansml.batch.rows", "{row}", "Rows that were computed together.", Rows);

    private static Histogram<T> Create<T>(Meter meter, string name, string unit, string description, T[] boundaries) where T : struct =>
        meter.CreateHistogram(name, unit, description, advice: new InstrumentAdvice<T> { HistogramBucketBoundaries = boundaries });
}
