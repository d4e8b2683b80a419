namespace OrleansML.Learning.Preprocessing;

/// <summary>Thrown when rows hold values that cannot be preprocessed.</summary>
public sealed class PreprocessingException : Exception
{
    private const int Shown = 20;

    /// <summary>Creates the exception.</summary>
    /// <param name="errors">What is wrong; at least one.</param>
    public PreprocessingException(IReadOnlyList<PreprocessingError> errors)
        : base(string.Join(" ", errors.Take(Shown)) + (errors.Count > Shown ? $" And {errors.Count - Shown} more." : "")) => Errors = errors;

    /// <summary>Everything that is wrong, by row.</summary>
    public IReadOnlyList<PreprocessingError> Errors { get; }
}
