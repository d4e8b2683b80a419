namespace Orleans.Runtime;

/// <summary>Binds extensions to an activation.</summary>
public interface IGrainExtensionBinder
{
    /// <summary>Returns the extension that answers an interface, and throws if the activation has none.</summary>
    TExtensionInterface GetExtension<TExtensionInterface>()
        where TExtensionInterface : class, IGrainExtension;

    /// <summary>
    /// Returns the extension that answers an interface and a reference to it; the function makes it if there is none yet.
    /// </summary>
    (TExtension, TExtensionInterface) GetOrSetExtension<TExtension, TExtensionInterface>(Func<TExtension> newExtensionFunc)
        where TExtension : class, TExtensionInterface
        where TExtensionInterface : class, IGrainExtension;
}
