using Orleans.Serialization;

namespace OrleansStandIn.Generated;

/// <summary>Comparers of dictionaries and sets that can travel: the default one and those of strings.</summary>
internal static class Comparers
{
    private static readonly StringComparer[] Known =
    [
        StringComparer.Ordinal, StringComparer.OrdinalIgnoreCase, StringComparer.InvariantCulture,
        StringComparer.InvariantCultureIgnoreCase,
    ];

    /// <summary>Returns the number of a comparer, 0 for the default one of its type.</summary>
    public static ulong GetId(object comparer)
    {
        for (var i = 0; i < Known.Length; i++)
        {
            if (Known[i].Equals(comparer)) return (ulong)i + 1;
        }

        var type = comparer.GetType();
        if (type.Namespace is "System.Collections.Generic") return 0;
        throw new CodecNotFoundException(
            $"The comparer {type} cannot be serialized. Use the default comparer or one of {nameof(StringComparer)}.");
    }

    public static object? Get<TElement>(ulong id)
    {
        _ = typeof(TElement);
        return id == 0 || id > (ulong)Known.Length ? null : Known[id - 1];
    }
}
