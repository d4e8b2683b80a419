using OrleansML.Features;
using OrleansML.Learning.Features;

namespace OrleansML.Inference.Packages;

/// <summary>Types of values on the wire.</summary>
internal static class DatumTypes
{
    public static FeatureDatumType Of(FeatureType type) => type switch
    {
        FeatureType.Bool => FeatureDatumType.Bool,
        FeatureType.Int => FeatureDatumType.Int,
        FeatureType.Long => FeatureDatumType.Long,
        FeatureType.Float => FeatureDatumType.Float,
        FeatureType.Double => FeatureDatumType.Double,
        FeatureType.String => FeatureDatumType.String,
        _ => FeatureDatumType.Timestamp,
    };

    /// <summary>The type as definitions spell it.</summary>
    public static string NameOf(FeatureDatumType type) => type switch
    {
        FeatureDatumType.Bool => "bool",
        FeatureDatumType.Int => "int",
        FeatureDatumType.Long => "long",
        FeatureDatumType.Float => "float",
        FeatureDatumType.Double => "double",
        FeatureDatumType.String => "string",
        _ => "timestamp",
    };
}
