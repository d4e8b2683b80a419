using OrleansML.Learning.Preprocessing;

namespace OrleansML.Training.Runs;

/// <summary>A model's input as rows hold it.</summary>
/// <param name="Name">Its name in the model.</param>
/// <param name="Type">Type of its elements: <see cref="PreprocessedType.Float"/> or <see cref="PreprocessedType.Int64"/>.</param>
/// <param name="Width">Elements per row, at least 1.</param>
public sealed record TrainingRowInput(string Name, PreprocessedType Type, int Width)
{
    internal int Bytes => checked(Width * (Type == PreprocessedType.Float ? sizeof(float) : sizeof(long)));
}
