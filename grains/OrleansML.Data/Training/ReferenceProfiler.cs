using OrleansML.Data.History;
using OrleansML.Learning.Evaluation;
using OrleansML.Learning.Monitoring;
using OrleansML.Learning.Profile;
using OrleansML.Learning.Training;

namespace OrleansML.Data.Training;

/// <summary>Describes the rows that a model was trained on and what it said of those that it was judged on. One thread reads, so that sums are always the same.</summary>
/// <param name="options">What reading may use; its threads are not used.</param>
public sealed class ReferenceProfiler(HistoryQueryOptions options)
{
    private const string Trained = "trained";

    /// <summary>Computes the profile on a thread of its own.</summary>
    /// <param name="definition">What the table was gathered by.</param>
    /// <param name="table">The rows.</param>
    /// <param name="folder">Where their files lie.</param>
    /// <param name="predictions">What the model says of the rows to be judged on, in their order.</param>
    /// <param name="cancellationToken">Interrupts it.</param>
    /// <exception cref="TrainingDataException">A file is missing, cannot be read, or is not what was gathered.</exception>
    /// <exception cref="ArgumentException">There are more or fewer predictions than rows.</exception>
    public async Task<ReferenceProfile> ComputeAsync(
        TrainingDefinition definition, TrainingTable table, string folder, Predictions predictions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(predictions);
        if (predictions.Rows.Count != table.Test.Rows)
            throw new ArgumentException($"{predictions.Rows.Count} rows were predicted; there are {table.Test.Rows}.", nameof(predictions));

        ReferenceProfile? profile = null;
        await TrainingPartReader.QueryAsync(
            options,
            table.Test,
            folder,
            (session, test) =>
            {
                session.Execute($"CREATE TEMP TABLE {Trained} AS SELECT * FROM {TrainingPartReader.RelationOf(table.Train, folder)} ORDER BY row", cancellationToken);
                var columns = new ColumnProfiler(session, cancellationToken);
                var said = new PredictionProfiler(session, definition, predictions, cancellationToken);
                said.Load(test);
                profile = new ReferenceProfile
                {
                    InputRows = table.Train.Rows,
                    PredictionRows = table.Test.Rows,
                    Numeric = definition.Inputs.Numeric.ToDictionary(static column => column, column => columns.Numeric(Trained, TrainingRelation.InputOf(column))),
                    Categorical = definition.Inputs.Categorical.ToDictionary(static column => column, column => columns.Categorical(Trained, TrainingRelation.InputOf(column))),
                    Predictions = said.Outputs.Index().ToDictionary(
                        static output => output.Item, output => columns.Numeric(PredictionProfiler.RelationOf(output.Index), PredictionProfiler.Value)),
                    Segments = definition.Data.Segments.Distinct(StringComparer.Ordinal).ToDictionary(static column => column, said.Segment),
                };
                profile = new SegmentProfiler(session, definition, Trained, said.Outputs, cancellationToken).Describe(profile);
                if (definition.Data.Classes.Count == 2)
                    profile = profile with { Estimator = PerformanceEstimator.ProfileOf(predictions, definition.Data.Classes[1]) };
            },
            cancellationToken);
        return profile!;
    }
}
