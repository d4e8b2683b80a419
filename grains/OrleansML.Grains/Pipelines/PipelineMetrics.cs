using System.Diagnostics.Metrics;
using OrleansML.Learning.Definitions;
using OrleansML.Learning.Pipelines;

namespace OrleansML.Grains.Pipelines;

/// <summary>What this silo measures of the steps that it works on. Labels are names of pipelines and steps, and words of this file. Safe for concurrent use.</summary>
internal sealed class PipelineMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "OrleansML.Pipelines";

    private static readonly double[] Times = [0.01, 0.1, 1, 10, 60, 300, 1_800, 7_200, 21_600, 86_400];

    private readonly Meter _meter;
    private readonly Histogram<double> _steps;
    private readonly Counter<long> _runs;

    public PipelineMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(Name);
        _steps = _meter.CreateHistogram(
            "orleansml.pipeline.step.duration", "s", "Time that an attempt at a step took, by what became of it.", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Times });
        _runs = _meter.CreateCounter<long>("orleansml.pipeline.runs", "{run}", "Runs of pipelines that ended, by how.");
    }

    /// <summary>An attempt has ended.</summary>
    /// <param name="order">The attempt.</param>
    /// <param name="outcome"><c>succeeded</c>, <c>stopped</c>, or how it failed.</param>
    /// <param name="elapsed">How long it took.</param>
    public void StepEnded(StepOrder order, string outcome, TimeSpan elapsed) => _steps.Record(
        elapsed.TotalSeconds,
        new("pipeline", order.Pipeline),
        new("step", order.Step.Name),
        new("kind", EnumText.Of(order.Step.Work.Kind)),
        new("outcome", outcome));

    /// <summary>A run has ended, and this is stored.</summary>
    public void RunEnded(string pipeline, RunOutcome outcome) => _runs.Add(1, new("pipeline", pipeline), new("outcome", EnumText.Of(outcome)));

    public void Dispose() => _meter.Dispose();
}
