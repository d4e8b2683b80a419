using OrleansML.Data.Training;
using OrleansML.Learning.Features;
using OrleansML.Learning.Preprocessing;
using OrleansML.Training.Runs;

namespace OrleansML.Grains.Training;

/// <summary>Preprocesses blocks of rows for training, with the code that serves.</summary>
internal sealed class PreprocessedBlock(PreprocessingPlan plan)
{
    private readonly PreprocessingOutput _output = new(plan);
    private int[]? _places;
    private FeatureValue[] _values = [];
    private float[] _labels = [];
    private float[] _weights = [];

    /// <exception cref="TrainingDataException">A row is refused.</exception>
    public void Append(TrainingBlock block, TrainingRowsWriter writer)
    {
        _places ??= [.. plan.Columns.Select(column => block.Columns.ToList().IndexOf(column))];
        if (_labels.Length < block.Rows)
        {
            _values = new FeatureValue[block.Rows * plan.Columns.Count];
            (_labels, _weights) = (new float[block.Rows], new float[block.Rows]);
        }

        for (var row = 0; row < block.Rows; row++)
        {
            for (var column = 0; column < _places.Length; column++)
                _values[(row * _places.Length) + column] = block.Values[(row * block.Columns.Count) + _places[column]];
            (_labels[row], _weights[row]) = ((float)block.Labels[row], (float)block.Weights[row]);
        }

        try
        {
            plan.Run(_values.AsSpan(0, block.Rows * _places.Length), block.Rows, _output);
        }
        catch (PreprocessingException exception)
        {
            throw new TrainingDataException([exception.Message.TrimEnd('.')], exception);
        }

        writer.Append(_output, _labels.AsSpan(0, block.Rows), _weights.AsSpan(0, block.Rows));
    }
}
