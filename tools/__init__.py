"""Commands of the project's makers; none of it is needed to run Anklang."""
