using HousingProgram;

return await Experiments.Housing.RunAsync(args);
