namespace Orleans;

/// <summary>Access to the extensions of an activation.</summary>
public static class GrainContextComponentExtensions
{
    /// <summary>Returns the extension, creating and binding it on first use.</summary>
    public static TComponent GetGrainExtension<TComponent>(this IGrainContext context)
        where TComponent : class, IGrainExtension
    {
        var binder = context.GetComponent<IGrainExtensionBinder>() ?? throw new InvalidOperationException(
            $"{context} cannot hold extensions: it has no component {nameof(IGrainExtensionBinder)}.");
        return binder.GetExtension<TComponent>();
    }
}
