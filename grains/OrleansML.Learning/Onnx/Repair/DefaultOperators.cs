namespace OrleansML.Learning.Onnx.Repair;

/// <summary>Finds what belongs to the standard operators, which go by an empty domain or by <c>ai.onnx</c>.</summary>
internal static class DefaultOperators
{
    /// <summary>The import of the standard operators; null where there is none or more than one.</summary>
    public static OperatorSetIdProto? ImportOf(ModelProto model)
    {
        var imports = model.OpsetImport.Where(import => IsDefault(import.Domain)).Take(2).ToArray();
        return imports.Length == 1 ? imports[0] : null;
    }

    public static bool IsDefault(string domain) => domain is "" or OnnxGraphBuilder.DefaultDomain;

    /// <summary>How to name a node to people: exporters may leave names out, but never outputs.</summary>
    public static string NameOf(NodeProto node) => node.Name.Length > 0 ? node.Name : node.Output.FirstOrDefault() ?? node.OpType;
}
