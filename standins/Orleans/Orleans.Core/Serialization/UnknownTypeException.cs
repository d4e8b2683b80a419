namespace Orleans.Serialization;

/// <summary>The data names a type that is not registered here and may therefore not be created.</summary>
internal sealed class UnknownTypeException(string typeName) : SerializerException(
    $"The data names the type '{typeName}', which is not known here. Reference its assembly, mark the type with [GenerateSerializer], "
        + $"and compile it with the code generator.")
{
}
