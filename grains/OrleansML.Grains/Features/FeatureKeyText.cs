namespace OrleansML.Grains.Features;

/// <summary>The key of an entity's grain: view and entity, joined by the first <c>/</c>.</summary>
internal static class FeatureKeyText
{
    public static string Join(string view, string entity) => string.Concat(view, "/", entity);

    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidRequest"/>: it is not such a key.</exception>
    public static (string View, string Entity) Split(string key)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && slash < key.Length - 1
            ? (key[..slash], key[(slash + 1)..])
            : throw new OrleansMLException(ErrorCode.InvalidRequest, "The key of an entity's features is view and entity, joined by '/'.");
    }
}
