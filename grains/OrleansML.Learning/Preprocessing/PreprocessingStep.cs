using OrleansML.Learning.Features;

namespace OrleansML.Learning.Preprocessing;

/// <summary>One step of a column, compiled: value in, value out.</summary>
internal abstract class PreprocessingStep
{
    /// <summary>Changes a value; called with a missing one only if <see cref="SeesMissing"/>.</summary>
    /// <returns>Null, or why the value cannot be changed.</returns>
    public abstract string? Apply(ref FeatureValue value);

    public virtual bool SeesMissing => false;
}
