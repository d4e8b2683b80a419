namespace OrleansML.Learning.Onnx.Repair;

/// <summary>
/// Raises the operator version of a model that uses an operator with an element type which only a later version accepts, such as an Equal of
/// floats before version 11. Exporters check the operators they write, but not always the types. The version is raised no further than needed,
/// and only where every operator of the model means the same under both versions.
/// </summary>
internal sealed class OperatorVersionRule : IOnnxRepairRule
{
    public IReadOnlyList<string> Apply(ModelProto model)
    {
        // Functions of the model carry operator versions of their own, which would have to agree.
        if (DefaultOperators.ImportOf(model) is not { } import || model.Functions.Count > 0)
            return [];

        var types = OnnxValueTypes.Infer(model.Graph);
        var nodes = model.Graph.Node.Where(node => DefaultOperators.IsDefault(node.Domain)).ToArray();
        var defect = nodes.MaxBy(node => FirstVersion(node, types) ?? 0);
        if (defect is null || FirstVersion(defect, types) is not { } version || version <= import.Version)
            return [];
        if (!nodes.All(node => OperatorHistory.IsKept(node.OpType, import.Version, version)))
            return [];

        var repair =
            $"the operator version is raised from {import.Version} to {version}, because node '{DefaultOperators.NameOf(defect)}' "
            + $"({defect.OpType}) takes {OnnxElementTypes.Name((int)types.OfInput(defect, 0)!)}, which that operator accepts from version "
            + $"{version} on; every operator of this model means the same in both versions";
        import.Version = version;
        return [repair];
    }

    private static long? FirstVersion(NodeProto node, OnnxValueTypes types) =>
        types.OfInput(node, 0) is { } type ? OperatorElementTypes.FirstVersion(node.OpType, type) : null;
}
