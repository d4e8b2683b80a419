using OrleansML.Training.Onnx;
using OrleansML.Training.Runs;

namespace OrleansML.Training.Workers;

/// <summary>Opens what a worker trains with.</summary>
public static class SessionLoader
{
    /// <summary>Opens rows and model, and makes the replica.</summary>
    /// <param name="recipe">What matters to the numbers.</param>
    /// <param name="model">The ONNX model to begin with.</param>
    /// <param name="trainRows">File with the rows to learn from.</param>
    /// <param name="validationRows">File with the validation rows.</param>
    /// <exception cref="InvalidDataException">A file or the model cannot be read.</exception>
    /// <exception cref="OnnxTrainingException">The model cannot be trained.</exception>
    public static TrainingSession Load(TrainingRecipe recipe, byte[] model, string trainRows, string validationRows)
    {
        var train = TrainingRows.Open(trainRows);
        TrainingRows? validation = null;
        try
        {
            validation = TrainingRows.Open(validationRows);
            return new TrainingSession(TrainingReplica.Create(recipe, OnnxModelReader.Read(model, "the model to train"), train, validation), recipe.Shards, train, validation);
        }
        catch
        {
            validation?.Dispose();
            train.Dispose();
            throw;
        }
    }
}
