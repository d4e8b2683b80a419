namespace Orleans.Serialization.TypeSystem;

/// <summary>Types whose name on the wire is a number: their place in this list. New ones are added at its end only.</summary>
internal static class WellKnownTypes
{
    public static readonly Type[] All = [typeof(object)];
}
