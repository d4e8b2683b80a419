using OrleansML.Learning.Features;

namespace OrleansML.Learning.Preprocessing;

/// <summary>A step as read: what changes the value, or encodes it at last, and the type that comes out.</summary>
internal readonly record struct ReadStep(PreprocessingStep? Step, OneHotEncoding? Encoding, FeatureType Type);
