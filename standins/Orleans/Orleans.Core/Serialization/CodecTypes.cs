namespace OrleansStandIn.Generated;

/// <summary>Finds out for which type a codec or converter is, from its base class.</summary>
internal static class CodecTypes
{
    /// <summary>Returns T of the <see cref="Codec{T}"/> that the type derives from, as a definition if it is generic.</summary>
    public static Type GetTarget(Type codec)
    {
        for (var type = codec.BaseType; type is not null; type = type.BaseType)
        {
            if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(Codec<>)) continue;
            var target = type.GetGenericArguments()[0];
            return codec.IsGenericTypeDefinition && target.IsGenericType ? target.GetGenericTypeDefinition() : target;
        }

        throw new InvalidOperationException($"{codec} is registered as a serializer, but it does not derive from {typeof(Codec<>)}.");
    }

    public static (Type Value, Type Surrogate) GetConverted(Type converter)
    {
        foreach (var type in converter.GetInterfaces())
        {
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Orleans.IConverter<,>))
            {
                return (type.GetGenericArguments()[0], type.GetGenericArguments()[1]);
            }
        }

        throw new InvalidOperationException(
            $"{converter} is registered as a converter, but it does not implement {typeof(Orleans.IConverter<,>)}.");
    }
}
